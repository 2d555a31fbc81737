class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def forward(self: __torch__.Kernel,
    settings: Tensor,
    count: Tensor,
    w: List[Tensor],
    state: List[Tensor]) -> List[Tensor]:
    g = annotate(List[Tensor], [])
    for i in range(torch.len(w)):
      torch.append(g, w[i].grad)
    torch.add_(count, 1)
    norm = self.clip_all(g, float(settings[4]))
    self.clip_each(g, float(settings[5]))
    self.${rule}(w, g, state, settings, int(count))
    torch._foreach_zero_(g)
    return [norm]
  def clip_all(self: __torch__.Kernel,
    g: List[Tensor],
    limit: float) -> Tensor:
    norm = torch.norm(torch.stack(torch._foreach_norm(g)))
    if limit < inf:
      torch._foreach_mul_(g, torch.clamp_max(torch.div(torch.full_like(norm, limit), torch.add(norm, 1e-6)), 1))
    return norm
  def clip_each(self: __torch__.Kernel,
    g: List[Tensor],
    limit: float) -> NoneType:
    if limit < inf:
      for i in range(torch.len(g)):
        norm = torch.norm(g[i])
        torch.mul_(g[i], torch.clamp_max(torch.div(torch.full_like(norm, limit), torch.add(norm, 1e-6)), 1))
    return None
  # a list is taken apart by append: what is written through a slice of a list is optimised away
  def part(self: __torch__.Kernel,
    all: List[Tensor],
    start: int,
    size: int) -> List[Tensor]:
    chosen = annotate(List[Tensor], [])
    for i in range(size):
      torch.append(chosen, all[start + i])
    return chosen
  def decay(self: __torch__.Kernel,
    w: List[Tensor],
    g: List[Tensor],
    settings: Tensor) -> NoneType:
    for i in range(int(settings[3])):
      torch.add_(g[i], w[i], alpha=float(settings[2]))
    return None
  def move(self: __torch__.Kernel,
    w: List[Tensor],
    direction: List[Tensor],
    settings: Tensor) -> NoneType:
    for i in range(torch.len(w)):
      torch.sub_(w[i], direction[i], alpha=self.rate(i, settings))
    return None
  def rate(self: __torch__.Kernel,
    i: int,
    settings: Tensor) -> float:
    if i < int(settings[3]):
      rate = float(settings[0])
    else:
      rate = float(settings[1])
    return rate
  def sgd(self: __torch__.Kernel,
    w: List[Tensor],
    g: List[Tensor],
    state: List[Tensor],
    settings: Tensor,
    step: int) -> NoneType:
    momentum = float(settings[6])
    self.decay(w, g, settings)
    torch._foreach_mul_(state, momentum)
    torch._foreach_add_(state, g)
    if float(settings[7]) > 0.:
      torch._foreach_add_(g, state, alpha=momentum)
      self.move(w, g, settings)
    else:
      self.move(w, state, settings)
    return None
  def adamw(self: __torch__.Kernel,
    w: List[Tensor],
    g: List[Tensor],
    state: List[Tensor],
    settings: Tensor,
    step: int) -> NoneType:
    beta1 = float(settings[6])
    beta2 = float(settings[7])
    decayed = int(settings[3])
    self.adamw_part(w, g, state, 0, decayed, beta1, beta2, settings, float(settings[0]), float(settings[2]), step)
    self.adamw_part(w, g, state, decayed, torch.len(w) - decayed, beta1, beta2, settings, float(settings[1]), 0., step)
    return None
  def adamw_part(self: __torch__.Kernel,
    w: List[Tensor],
    g: List[Tensor],
    state: List[Tensor],
    start: int,
    size: int,
    beta1: float,
    beta2: float,
    settings: Tensor,
    rate: float,
    decay: float,
    step: int) -> NoneType:
    steps = annotate(List[Tensor], [])
    none = annotate(List[Tensor], [])
    for i in range(size):
      torch.append(steps, torch.full([], step, dtype=6, device=w[0].device))
    if size > 0:
      own = self.part(w, start, size)
      gradients = self.part(g, start, size)
      first = self.part(state, start, size)
      second = self.part(state, torch.len(w) + start, size)
      torch._fused_adamw_(own, gradients, first, second, none, steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=float(settings[8]), amsgrad=False, maximize=False)
    return None
  def lars(self: __torch__.Kernel,
    w: List[Tensor],
    g: List[Tensor],
    state: List[Tensor],
    settings: Tensor,
    step: int) -> NoneType:
    self.decay(w, g, settings)
    for i in range(int(settings[3])):
      weight = torch.norm(w[i])
      gradient = torch.norm(g[i])
      trust = torch.div(torch.mul(weight, float(settings[7])), gradient)
      one = torch.ones_like(trust)
      torch.mul_(g[i], torch.where(torch.gt(torch.mul(weight, gradient), 0), trust, one))
    torch._foreach_mul_(state, float(settings[6]))
    if float(settings[8]) > 0.:
      for i in range(torch.len(w)):
        torch.add_(state[i], g[i], alpha=self.rate(i, settings))
      torch._foreach_sub_(w, state)
    else:
      torch._foreach_add_(state, g)
      self.move(w, state, settings)
    return None
