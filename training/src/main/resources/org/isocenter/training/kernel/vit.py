class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
${include transformer_block}
${include vit_embedding}
  def forward(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    settings: Tensor) -> List[Tensor]:
    y = (self).patches(x, w)
    n = torch.size(y, 0)
    width = torch.size(y, 1)
    rows = torch.size(y, 2)
    columns = torch.size(y, 3)
    places = (self).positions(w, rows, columns)
    y = torch.transpose(torch.flatten(y, 2), 1, 2)
    y = torch.add(y, torch.slice(places, 1, 1, 9223372036854775807))
    y = (self).classed(y, w, places)
    depth = ${depth}
    taken = annotate(List[int], ${taken})
    maps = annotate(List[Tensor], [])
    for i in range(depth):
      y = (self).block(y, w, 4 + 12 * i, ${heads})
      for k in range(4):
        if taken[k] == i + 1:
          map = torch.transpose(torch.slice(y, 1, 1, 9223372036854775807), 1, 2)
          torch.append(maps, torch.view(map, [n, width, rows, columns]))
    end = 4 + 12 * depth
    pooled = torch.layer_norm(torch.select(y, 1, 0), [width], w[end], w[end + 1], 1e-06)
    return [pooled, maps[0], maps[1], maps[2], maps[3]]
