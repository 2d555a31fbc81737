class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def norm(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    i: int) -> Tensor:
    y = torch.permute(x, [0, 2, 3, 1])
    y = torch.layer_norm(torch.to(y, 6), [torch.size(y, 3)], w[i], w[i + 1], 1e-06)
    return torch.permute(y, [0, 3, 1, 2])
${include dense}
  def block(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    i: int) -> Tensor:
    width = torch.size(x, 1)
    y = torch.conv2d(torch.to(x, ${compute}), torch.to(w[i + 1], ${compute}), torch.to(w[i + 2], ${compute}), [1, 1], [3, 3], [1, 1], width)
    y = torch.permute(y, [0, 2, 3, 1])
    y = torch.layer_norm(torch.to(y, 6), [width], w[i + 3], w[i + 4], 1e-06)
    y = torch.gelu((self).dense(y, torch.view(w[i + 5], [4 * width, width]), w[i + 6]))
    y = (self).dense(y, torch.view(w[i + 7], [width, 4 * width]), w[i + 8])
    y = torch.permute(torch.mul(y, w[i]), [0, 3, 1, 2])
    return torch.add(x, y)
  def forward(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    settings: Tensor) -> List[Tensor]:
    depths = annotate(List[int], ${depths})
    filter = w[0]
    if torch.size(x, 1) < torch.size(filter, 1):
      filter = torch.sum(filter, [1], True)
    if torch.size(x, 1) > torch.size(w[0], 1):
      x = torch.mean(x, [1], True)
    y = torch.contiguous(x, memory_format=2)
    y = (self).norm(torch.conv2d(torch.to(y, ${compute}), torch.to(filter, ${compute}), torch.to(w[1], ${compute}), [4, 4]), w, 2)
    i = 4
    maps = annotate(List[Tensor], [])
    for stage in range(4):
      if stage > 0:
        y = torch.to((self).norm(y, w, i), ${compute})
        y = torch.to(torch.conv2d(y, torch.to(w[i + 2], ${compute}), torch.to(w[i + 3], ${compute}), [2, 2]), 6)
        i = i + 4
      for block in range(depths[stage]):
        y = (self).block(y, w, i)
        i = i + 9
      torch.append(maps, y)
    pooled = torch.mean(y, [2, 3])
    pooled = torch.layer_norm(pooled, [torch.size(pooled, 1)], w[i], w[i + 1], 1e-06)
    results = [pooled]
    if bool(settings[1]):
      for stage in range(4):
        torch.append(results, maps[stage])
    return results
