class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
${include transformer_block}
${include vit_embedding}
  def forward(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    settings: Tensor,
    choice: Tensor,
    token: Tensor) -> List[Tensor]:
    kept = torch.eq(int(settings[0]), 1)
    masked = torch.eq(int(settings[0]), 2)
    y = (self).patches(x, w)
    width = torch.size(y, 1)
    places = (self).positions(w, torch.size(y, 2), torch.size(y, 3))
    y = torch.transpose(torch.flatten(y, 2), 1, 2)
    if masked:
      y = torch.where(torch.unsqueeze(torch.to(choice, 11), 2), torch.view(token, [1, 1, width]), y)
    y = torch.add(y, torch.slice(places, 1, 1, 9223372036854775807))
    if kept:
      y = torch.gather(y, 1, torch.expand(torch.unsqueeze(choice, 2), [-1, -1, width]))
    y = (self).classed(y, w, places)
    depth = ${depth}
    for i in range(depth):
      y = (self).block(y, w, 4 + 12 * i, ${heads})
    end = 4 + 12 * depth
    return [torch.layer_norm(y, [width], w[end], w[end + 1], 1e-06)]
